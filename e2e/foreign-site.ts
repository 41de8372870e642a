import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Somebody else's site: by its host name, not only its port, another one than the product's. */
export interface ForeignSite {
  readonly url: string;
}

/** Serves these documents, by path, until the test ends; JSON where the path says so. */
export async function startForeignSite(
  documents: Readonly<Record<string, string>>,
): Promise<ForeignSite> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://site").pathname;
    const type = path.endsWith(".json") ? "application/json" : "text/html; charset=utf-8";
    response
      .writeHead(path in documents ? 200 : 404, {
        "content-type": type,
        "access-control-allow-origin": "*",
      })
      .end(documents[path] ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://localhost:${(server.address() as AddressInfo).port}` };
}

/** A page with the chat in it, as `window.chat`; `heard` lists the events that it told. */
export function hostPage(scriptOrigin: string, kind: string, options: object): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>button{background:red!important}div:empty{display:none!important}#chat{height:500px}</style></head>
<body><main><h1>Bicycles</h1><div id="chat"></div></main>
<script src="${scriptOrigin}/landbot-3/landbot-3.0.0.js"></script>
<script>
window.heard = [];
window.chat = new Landbot.${kind}(${JSON.stringify(options)});
for (const name of ["load", "init", "new_message", "widget_open", "widget_close"])
  chat.core.events.on(name, () => heard.push(name));
</script></body></html>`;
}
