import type { Page } from "playwright-core";

/** Presses the button of this name. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

/** Follows the link of this name. */
export const go = (page: Page, place: string): Promise<void> =>
  page.getByRole("link", { name: place, exact: true }).first().click();

/** Goes on once the screen or the dialog of this title is there. */
export const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole("heading", { name, exact: true }).waitFor();
