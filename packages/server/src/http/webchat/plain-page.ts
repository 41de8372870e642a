import type { FastifyInstance, FastifyReply } from "fastify";

/** The widget's own greys, so that a visitor does not leave the house for a white page. */
const style = `
:root { color-scheme: light dark; --back: #fff; --ink: #18181b; --soft: #52525b; --link: #1d4ed8 }
@media (prefers-color-scheme: dark) { :root { --back: #18181b; --ink: #fafafa; --soft: #a1a1aa; --link: #93c5fd } }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: var(--back); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif }
main { box-sizing: border-box; max-width: 30rem; padding: 1.5rem }
h1 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3; letter-spacing: -.01em; text-wrap: balance }
p { margin: 0; color: var(--soft); text-wrap: pretty }
a { color: var(--link) }
`;

const policy =
  "default-src 'none'; img-src data:; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page of one sentence, for people who came to an address that is no chat. `says` is HTML of ours. */
export const plainPage = (title: string, says: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/plain-page.css">
</head>
<body>
<main>
<h1>${title}</h1>
<p>${says}</p>
</main>
</body>
</html>
`;

/** Serves what the plain pages share. */
export function servePlainStyle(app: FastifyInstance): void {
  app.get("/plain-page.css", (_, reply) =>
    reply
      .type("text/css; charset=utf-8")
      .header("cache-control", "public, max-age=3600")
      .send(style),
  );
}

/** Answers with a plain page. */
export function sendPlain(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .type("text/html; charset=utf-8")
    .header("content-security-policy", policy)
    .header("cache-control", "no-store")
    .send(page);
}
