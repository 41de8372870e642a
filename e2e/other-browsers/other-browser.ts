/** A browser that is not Chromium, as far as these tests need it. */
export interface OtherBrowser {
  readonly name: string;
  /** Opens a page and waits until it has loaded. */
  open(url: string): Promise<void>;
  /** Runs the body of an async function in the page. Throws what it throws. */
  run(body: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Waits for a condition of the page, an expression; says what the page showed if it does not come. */
export async function until(
  browser: OtherBrowser,
  expression: string,
  waitMs = 60_000,
): Promise<void> {
  const end = Date.now() + waitMs;
  while (!(await browser.run(`return Boolean(${expression})`))) {
    if (Date.now() > end) {
      const shown = String(await browser.run("return document.body.innerText")).slice(0, 500);
      throw new Error(`${browser.name} waited in vain for ${expression}. The page says: ${shown}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
