import type { Channel } from "@parley/contract";
import { useState } from "react";
import { SegmentedControl } from "../../../ui/segmented-control.tsx";
import { Snippet } from "../../../ui/snippet.tsx";
import { t } from "../../../ui/words.ts";
import {
  chatAddresses,
  type EmbedKind,
  embedKinds,
  embedSnippet,
} from "../model/embed-snippets.ts";

/** The share link, and what stands in a page to show the chat there. */
export function EmbedPart({ channel }: { readonly channel: Channel }) {
  const [kind, setKind] = useState<EmbedKind>("bubble");
  const addresses = chatAddresses(channel.config_url);
  return (
    <div className="channel-part">
      <Snippet label={t("Share link")} text={addresses.shareUrl} />
      <div className="field">
        <span className="field-label" aria-hidden="true">
          {t("On your site")}
        </span>
        <SegmentedControl
          label={t("On your site")}
          value={kind}
          onChange={setKind}
          options={embedKinds.map((value) => ({ value, label: kindName(value) }))}
        />
        <p className="field-hint">{kindAbout(kind)}</p>
      </div>
      <Snippet language="code" label={kindName(kind)} text={embedSnippet(kind, addresses)} />
    </div>
  );
}

const kindName = (kind: EmbedKind): string =>
  ({
    bubble: t("Bubble"),
    popup: t("Popup"),
    page: t("Full page"),
    inline: t("Inline"),
    iframe: t("No script"),
  })[kind];

const kindAbout = (kind: EmbedKind): string =>
  ({
    bubble: t(
      "A bubble in the corner that opens a chat beside the page. Put it before the end of the body.",
    ),
    popup: t(
      "A bubble in the corner that opens a chat over the page. Put it before the end of the body.",
    ),
    page: t("The chat instead of the page."),
    inline: t("The chat inside an element of the page."),
    iframe: t("The chat in a frame, for sites that take no scripts."),
  })[kind];
