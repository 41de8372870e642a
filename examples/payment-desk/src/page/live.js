// Keeps the page current: server-sent events bring changed payments, buttons decide without a reload.
// Without this file every button is an ordinary form and works the same.

const list = document.querySelector("[data-list]");
const announcer = document.querySelector("[data-announcer]");
const bar = document.querySelector("[data-bar]");

const span = (seconds) => {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
};

function refreshTimes() {
  for (const time of document.querySelectorAll("time[data-age]")) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time.dateTime)) / 1000));
    time.textContent = seconds < 5 ? "just now" : `${span(seconds)} ago`;
  }
  for (const time of document.querySelectorAll("time[data-until]")) {
    const seconds = Math.max(0, Math.ceil((Date.parse(time.dateTime) - Date.now()) / 1000));
    time.textContent = seconds === 0 ? "now" : `in ${span(seconds)}`;
  }
}

function say(text) {
  if (text) announcer.textContent = text;
}

function showBar(text) {
  bar.hidden = text === "";
  bar.querySelector("[data-bar-text]").textContent = text;
  say(text);
}

/** The server has escaped everything, and the page's policy runs no script from markup. */
function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function belongs(card) {
  const { show } = list.dataset;
  if (new URL(location.href).searchParams.has("before")) return false;
  if (show === "refused") return card.dataset.refused === "true";
  return show === "all" || show === card.dataset.status;
}

/** Puts the card in its place; what was open stays open and the focus does not get lost. */
function place(html) {
  const card = parse(html);
  const old = document.getElementById(card.id);
  if (!old) {
    if (belongs(card)) list.prepend(card);
    return;
  }
  const hadFocus = old.contains(document.activeElement);
  const label = document.activeElement?.ariaLabel;
  const wasOpen = old.querySelector("details")?.open ?? false;
  old.replaceWith(card);
  const details = card.querySelector("details");
  if (details) details.open = wasOpen;
  if (!hadFocus) return;
  const same = [...card.querySelectorAll("button, pre")].find((node) => node.ariaLabel === label);
  (same ?? card).focus();
}

function refreshCounts(counts) {
  for (const [name, count] of Object.entries(counts)) {
    const place = document.querySelector(`[data-filter="${name}"] .count`);
    if (place) place.textContent = String(count);
  }
}

function listen() {
  const stream = new EventSource(`/events?revision=${document.documentElement.dataset.revision}`);
  stream.addEventListener("payment", (event) => {
    const change = JSON.parse(event.data);
    place(change.html);
    refreshCounts(change.counts);
    say(change.say);
    refreshTimes();
  });
  stream.addEventListener("open", () => bar.hidden || showBar(""));
  stream.addEventListener("error", () =>
    showBar("The desk does not answer. This list may be out of date; connecting again."),
  );
}

async function submit(form) {
  const button = form.querySelector("button");
  // Not disabled, which would drop the focus; a second press is harmless.
  button.ariaBusy = "true";
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { accept: "application/json" },
    });
    if (!response.ok) showBar((await response.json()).detail);
  } catch {
    showBar("The desk does not answer, so it is not certain that this was kept. Connecting again.");
  } finally {
    button.ariaBusy = null;
  }
}

addEventListener("submit", (event) => {
  if (!event.target.action.includes("/payments/")) return;
  event.preventDefault();
  void submit(event.target);
});

if (list) {
  listen();
  setInterval(refreshTimes, 1000);
}
