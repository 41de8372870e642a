// Keeps the page current: the server sends the part that changes whenever something was counted.

const day = document.querySelector("[data-day]");
const live = document.querySelector("[data-live]");

function show(text, state) {
  live.textContent = text;
  live.dataset.live = state;
}

const stream = new EventSource("/events");
stream.addEventListener("open", () => show("Live", "on"));
stream.addEventListener("error", () => show("Not live: connecting again", "off"));
stream.addEventListener("view", (event) => {
  // The server has escaped everything, and the page's policy runs no script from markup.
  day.innerHTML = JSON.parse(event.data);
});
