import { createEmbed, type Embed, type EmbedOptions } from "./embed.ts";
import type { Shape } from "./stage.ts";

// The global `Landbot` of the script tag. Names and options are those of Landbot's own embed, so
// that a site moves by changing two host names.

/** A bubble in the corner that opens a chat beside the page. */
export const Livechat = embedClass("bubble");
/** A bubble that opens a chat over the page. */
export const Popup = embedClass("popup");
/** The chat instead of the page. */
export const Fullpage = embedClass("page");
/** The chat as the only thing in an app's web view. */
export const Native = embedClass("page");
/** The chat inside an element of the page. */
export const Container = embedClass("container");
/** A bubble inside an element of the page that opens a chat over that element. */
export const ContainerPopup = embedClass("inside");

function embedClass(shape: Shape): new (options: EmbedOptions) => Embed {
  // A constructor may answer another object: `new Landbot.Livechat(…)` is the embed itself.
  return function (this: unknown, options: EmbedOptions) {
    return createEmbed(shape, options);
  } as unknown as new (
    options: EmbedOptions,
  ) => Embed;
}
