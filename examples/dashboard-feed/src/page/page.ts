import { type Html, html } from "@parley/hook-receiver/html";

/** The whole page around what changes. */
export function page(view: Html, timeZone: string): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Conversations · last 24 hours</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/tokens.css">
<link rel="stylesheet" href="/assets/page.css">
<script type="module" src="/assets/live.js"></script>
</head>
<body>
<main>
<header><h1>Conversations</h1><p>The last 24 hours, ${timeZone} <span class="live" role="status" data-live></span></p></header>
<div data-day>${view}</div>
</main>
</body>
</html>
`;
}
