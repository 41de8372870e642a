/** Where a channel's chat is reached. */
export interface ChatAddresses {
  /** The chat as a page of its own. */
  readonly shareUrl: string;
  readonly configUrl: string;
  /** The script that puts the chat on a page. */
  readonly scriptUrl: string;
}

/** Reads the addresses out of a channel's `config_url`. */
export function chatAddresses(configUrl: string): ChatAddresses {
  const { origin } = new URL(configUrl);
  return {
    configUrl,
    shareUrl: configUrl.replace(/\.json$/, ".html"),
    scriptUrl: `${origin}/landbot-3/landbot-3.0.0.js`,
  };
}

export const embedKinds = ["bubble", "popup", "page", "inline", "iframe"] as const;
export type EmbedKind = (typeof embedKinds)[number];

/** What stands in a page to show the chat there. */
export function embedSnippet(kind: EmbedKind, addresses: ChatAddresses): string {
  return {
    bubble: () => script("Livechat", addresses),
    popup: () => script("Popup", addresses),
    page: () => script("Fullpage", addresses),
    inline: () =>
      `<div id="chat" style="width: 100%; height: 640px"></div>\n${script("Container", addresses, "#chat")}`,
    iframe: () =>
      `<iframe src="${addresses.shareUrl}" title="Chat" allow="clipboard-write"\n  style="width: 100%; height: 640px; border: 0"></iframe>`,
  }[kind]();
}

function script(
  shape: string,
  { scriptUrl, configUrl }: ChatAddresses,
  container?: string,
): string {
  const inside = container === undefined ? "" : `\n        container: "${container}",`;
  return `<script>
  addEventListener("load", () => {
    const script = document.createElement("script");
    script.src = "${scriptUrl}";
    script.onload = () => {
      window.chat = new Landbot.${shape}({
        configUrl: "${configUrl}",${inside}
      });
    };
    document.head.append(script);
  });
</script>`;
}
