// Keeps the page current, and sends answers without leaving it. Without this file the form works the same.

const view = document.querySelector("[data-view]");
const bar = document.querySelector("[data-bar]");
const form = document.querySelector("[data-reply]");

const say = (text) => {
  bar.textContent = text;
};

/** Down to the newest line, unless somebody is reading further up. */
const isAtEnd = () => innerHeight + scrollY > document.body.scrollHeight - 80;
const toEnd = () => scrollTo(0, document.body.scrollHeight);

if (view) {
  const stream = new EventSource(view.dataset.view);
  stream.addEventListener("open", () => say(""));
  stream.addEventListener("error", () => say("The desk does not answer. Connecting again."));
  stream.addEventListener("view", (event) => {
    const follow = "follow" in view.dataset && isAtEnd();
    // The server has escaped everything, and the page's policy runs no script from markup.
    view.innerHTML = JSON.parse(event.data);
    if (follow) toEnd();
    if (form && !view.querySelector(".lines")) form.hidden = true;
  });
}

async function send(action) {
  const answer = await fetch(action, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  if (!answer.ok) return say((await answer.json()).detail);
  say("");
  form.elements.text.value = "";
  form.elements.key.value = crypto.randomUUID();
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const action = event.submitter?.getAttribute("formaction") ?? form.action;
  send(action).catch(() => say("The desk does not answer. What you wrote is still here."));
});

form?.elements.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

if (form) toEnd();
