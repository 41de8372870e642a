import { afterEach, expect, test } from "vitest";
import { focusParam } from "./focus-param.ts";

afterEach(() => document.body.replaceChildren());

function form(html: string): Element {
  document.body.innerHTML = `<form><div class="inspector-section">${html}</div></form>`;
  return document.body.firstElementChild ?? document.body;
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

test.each([
  ["its own control", ["options", "0", "label"], "label"],
  ["what it is in, where it has no control of its own", ["options", "0", "id"], "grip"],
  ["the first one, where the whole block is meant", [], "text"],
])("goes to %s", async (_, param, id) => {
  const shown = form(`<p data-param="text"><input id="text"></p>
    <div data-param="options"><button id="grip"></button>
      <p data-param="options.0.label"><input id="label"></p></div>`);
  focusParam(shown, param);
  await frame();
  await frame();
  expect(document.activeElement?.id).toBe(id);
});
