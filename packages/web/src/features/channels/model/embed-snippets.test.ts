import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { chatAddresses, embedKinds, embedSnippet } from "./embed-snippets.ts";

const addresses = chatAddresses("https://chat.example.org/v3/H-5-AAAA/index.json");

test("the addresses of a chat follow from its configuration's", () => {
  expect(addresses).toEqual({
    configUrl: "https://chat.example.org/v3/H-5-AAAA/index.json",
    shareUrl: "https://chat.example.org/v3/H-5-AAAA/index.html",
    scriptUrl: "https://chat.example.org/landbot-3/landbot-3.0.0.js",
  });
});

test("each script runs as it stands, and hands its shape the channel's address", () => {
  const shapes = { bubble: "Livechat", popup: "Popup", page: "Fullpage", inline: "Container" };
  for (const [kind, shape] of Object.entries(shapes)) {
    const snippet = embedSnippet(kind as keyof typeof shapes, addresses);
    const [, code = ""] = /<script>([\s\S]*)<\/script>/.exec(snippet) ?? [];
    expect(made(code)).toEqual([
      shape,
      { configUrl: addresses.configUrl, ...(kind === "inline" && { container: "#chat" }) },
    ]);
  }
  expect(embedKinds).toContain("iframe");
});

/** Runs a snippet's script as a page would; gives what it made. */
function made(code: string): unknown {
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
  const page: Record<string, unknown> = {
    Landbot,
    addEventListener: (_: string, run: () => void) => run(),
    document: { createElement: () => node, head: { append: () => node.onload() } },
  };
  runInNewContext(code, Object.assign(page, { window: page }));
  return result;
}
