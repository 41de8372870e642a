import type { ComponentChildren } from "preact";
import { RichText } from "./rich-text.tsx";

/** A picture, film or sound with the words under it. */
export function Figure({ caption, children }: { caption: string; children: ComponentChildren }) {
  return (
    <figure class="media" data-lb-part="media">
      {children}
      {caption && (
        <figcaption data-lb-part="media-caption" dir="auto">
          <RichText source={caption} />
        </figcaption>
      )}
    </figure>
  );
}
