import { type Html, html } from "./html.ts";
import { icon } from "./icon.ts";

/** The frame around every page. A revision makes the page live; without one it stays as it is. */
export function page(title: string, content: Html, revision: string | null): Html {
  return html`<!doctype html>
<html lang="en"${revision === null ? null : html` data-revision="${revision}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Payment desk</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/tokens.css">
<link rel="stylesheet" href="/assets/frame.css">
<link rel="stylesheet" href="/assets/payments.css">
<script type="module" src="/assets/live.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the payments</a>
<header><a class="brand" href="/">${icon("card")}Payment desk</a></header>
<p class="bar" data-bar hidden>${icon("alert")}<span data-bar-text></span></p>
<main id="main">${content}</main>
<p class="announcer" role="status" data-announcer></p>
</body>
</html>
`;
}

/** Says what happened, what was kept and what to do. */
export function errorPage(title: string, explanation: string): Html {
  return page(
    title,
    html`<div class="failure" role="alert">${icon("alert")}<h1>${title}</h1><p>${explanation}</p><p><a href="/">All payments</a></p></div>`,
    null,
  );
}
