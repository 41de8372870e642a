import { afterEach, expect, test, vi } from "vitest";
import { chatAddresses, embedKinds, embedSnippet } from "./embed-snippets.ts";

const addresses = chatAddresses("https://chat.example.org/v3/H-5-AAAA/index.json");

test("the addresses of a chat follow from its configuration's", () => {
  expect(addresses).toEqual({
    configUrl: "https://chat.example.org/v3/H-5-AAAA/index.json",
    shareUrl: "https://chat.example.org/v3/H-5-AAAA/index.html",
    scriptUrl: "https://chat.example.org/landbot-3/landbot-3.0.0.js",
  });
});

afterEach(() => void vi.unstubAllGlobals());

const shapes = {
  bubble: "Livechat",
  popup: "Popup",
  page: "Fullpage",
  inline: "Container",
} as const;

test.each(Object.entries(shapes))(
  "the script for %s runs as it stands, and hands its shape the channel's address",
  async (kind, shape) => {
    const snippet = embedSnippet(kind as keyof typeof shapes, addresses);
    const [, code = ""] = /<script>([\s\S]*)<\/script>/.exec(snippet) ?? [];
    expect(await made(code)).toEqual([
      shape,
      { configUrl: addresses.configUrl, ...(kind === "inline" && { container: "#chat" }) },
    ]);
  },
);

test("a site that takes no scripts gets a frame with the chat's own page", () => {
  expect(embedKinds).toContain("iframe");
  expect(embedSnippet("iframe", addresses)).toContain(`src="${addresses.shareUrl}"`);
});

/** Runs a snippet's script in a page that has loaded; gives what it made. */
async function made(code: string): Promise<unknown> {
  let result: unknown;
  const node = { src: "", onload: () => {} };
  const Landbot = new Proxy(
    {},
    {
      get: (_, shape) =>
        function make(options: unknown) {
          result = [shape, options];
        },
    },
  );
  vi.stubGlobal("Landbot", Landbot);
  vi.stubGlobal("addEventListener", (_: string, run: () => void) => run());
  vi.stubGlobal("document", {
    createElement: () => node,
    head: { append: () => node.src === addresses.scriptUrl && node.onload() },
  });
  // A module of its own each time: the same address would run once.
  await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(`${code}//${Math.random()}`)}`
  );
  return result;
}
