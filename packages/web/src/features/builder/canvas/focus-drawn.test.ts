import { afterEach, expect, test } from "vitest";
import { firstField, focusDrawn } from "./focus-drawn.ts";

afterEach(() => document.body.replaceChildren());

/** A form whose editor is still being loaded; gives what puts the editor there. */
function loadingForm(): { readonly arrive: () => Element | null } {
  document.body.innerHTML = `<button>Elsewhere</button>
    <div class="inspector-section"><div class="code-editor-waiting">Hello</div></div>`;
  return {
    arrive: () => {
      const section = document.querySelector(".inspector-section");
      if (section) section.innerHTML = `<div class="cm-content" tabindex="0">Hello</div>`;
      return section?.firstElementChild ?? null;
    },
  };
}

async function frames(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1)
    await new Promise((resolve) => requestAnimationFrame(resolve));
}

test("an editor gets the focus however long it takes to load", async () => {
  const { arrive } = loadingForm();
  focusDrawn(firstField);
  await frames(60);
  const editor = arrive();
  await frames(3);
  expect(document.activeElement).toBe(editor);
});

test("an editor that comes late takes the focus from nobody who has gone on", async () => {
  const { arrive } = loadingForm();
  const elsewhere = document.querySelector("button");
  focusDrawn(firstField);
  await frames(40);
  elsewhere?.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  elsewhere?.focus();
  await frames(3);
  arrive();
  await frames(40);
  expect(document.activeElement).toBe(elsewhere);
});
