import { expect, test } from "vitest";
import { createCountedChance, createHandClock } from "../../http/testing/hand-ports.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { foundWorkspace } from "../accounts/agents.ts";
import { createChannels } from "../channels/channels.ts";
import { adoptHookSettings } from "./adopt-hook-settings.ts";
import { openSecrets } from "./hook-secrets.ts";

const key = new Uint8Array(32).fill(7);

async function open() {
  const clock = createHandClock(1_790_000_000_000);
  const ports = { store: openMemoryStore({ clock }), clock, chance: createCountedChance(), key };
  const { workspace } = await foundWorkspace(ports, "Acme");
  const make = async (type: "apichat" | "landbot", settings: object) => {
    const input = { workspaceId: workspace.id, name: "App", type, botId: null };
    return (await createChannels(ports).create({ ...input, settings: { ...settings } })).channel;
  };
  return { ports, make, store: ports.store };
}

test("makes a hook of an address among the settings, once, and leaves the other settings", async () => {
  const { ports, make, store } = await open();
  const { id } = await make("apichat", { hook_url: "https://x.example/h", tagline: "Hi" });
  await adoptHookSettings(ports);
  await adoptHookSettings(ports);
  const hooks = await store.hooks(id);
  expect(hooks).toMatchObject([
    { channelId: id, form: "apichat", url: "https://x.example/h", name: "App", isEnabled: true },
  ]);
  expect(openSecrets(key, hooks[0]?.sealed ?? "").secrets).toHaveLength(1);
  expect((await store.channel(id))?.settings).toEqual({ tagline: "Hi" });
});

test("leaves a channel alone that has none, is of another type, or has its hook already", async () => {
  const { ports, make, store } = await open();
  const plain = await make("apichat", { tagline: "Hi" });
  const web = await make("landbot", { hook_url: "https://x.example/h" });
  const owner = await make("apichat", { hook_url: "https://x.example/old" });
  await adoptHookSettings(ports);
  const [own] = await store.hooks(owner.id);
  await store.commit({
    records: [
      {
        kind: "put-channel",
        channel: { ...owner, settings: { hook_url: "https://x.example/new" } },
      },
    ],
  });
  await adoptHookSettings(ports);
  expect(await store.allHooks()).toEqual([own]);
  expect((await store.channel(web.id))?.settings).toEqual(web.settings);
  expect(await store.channel(plain.id)).toEqual(plain);
});
