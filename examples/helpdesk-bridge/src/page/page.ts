import { type Html, html } from "@parley/hook-receiver/html";

/** The page of all rooms. */
export function roomsPage(view: Html): Html {
  return page("Conversations", html`<h1>Conversations</h1><div data-view="/events">${view}</div>`);
}

/** The page of one room, with its form. `key` names the next answer, so that it is sent once. */
export function roomPage(id: string, view: Html, key: string): Html {
  return page(
    "Conversation",
    html`<p><a href="/">All conversations</a></p>
<div data-view="/events?room=${id}" data-follow>${view}</div>
<form method="post" action="/rooms/${id}/reply" data-reply>
<input type="hidden" name="key" value="${key}">
<label for="text">Your answer</label>
<textarea id="text" name="text" rows="3" required dir="auto"></textarea>
<div class="buttons"><button class="primary">Send</button><button formaction="/rooms/${id}/close" formnovalidate>Close the conversation</button></div>
</form>`,
  );
}

/** Says what went wrong and what to do. */
export function failurePage(reason: string): Html {
  return page(
    "Not done",
    html`<h1>Not done</h1><p role="alert">${reason}</p><p><a href="/">All conversations</a></p>`,
  );
}

function page(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Help desk</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/tokens.css">
<link rel="stylesheet" href="/assets/page.css">
<script type="module" src="/assets/live.js"></script>
</head>
<body>
<header><a class="brand" href="/">Help desk</a></header>
<p class="bar" role="status" data-bar></p>
<main>${content}</main>
</body>
</html>
`;
}
