import { playerOf, safeSource } from "../text/link-policy.ts";
import { plainText } from "../text/markdown.ts";
import type { Message } from "../wire/message.ts";
import { useChat } from "./chat-context.ts";
import { Figure } from "./figure.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { ImageMedia } from "./image-media.tsx";
import { RichText } from "./rich-text.tsx";

/** What one message says or shows; an address that may not be loaded leaves its words. */
export function MessageBody({ message }: { message: Message }) {
  const { origin } = useChat();
  const source = safeSource(message.url, origin);
  if (message.type === "location") return <Place message={message} />;
  if (hasMedia(message) && source) return <Media message={message} source={source} />;
  return message.text ? <Bubble message={message} /> : null;
}

function Media({ message, source }: { message: Message; source: string }) {
  const { words } = useChat();
  const caption = message.caption ?? (message.url === message.text ? "" : message.text);
  if (message.type === "image") return <ImageMedia source={source} caption={caption} />;
  if (message.type === "audio") return <Sound source={source} caption={caption} />;
  if (message.type !== "document") {
    return <Film message={message} source={source} caption={caption} />;
  }
  const title = plainText(caption) || fileName(source) || words("document");
  return <Card href={source} icon="file" title={title} note={words("download")} download />;
}

function hasMedia({ type }: Message): boolean {
  return ["image", "video", "iframe", "audio", "document"].includes(type);
}

function Bubble({ message }: { message: Message }) {
  // The words of a pressed button are the bot's.
  const isTyped = message.author === "customer" && message.type !== "button";
  return (
    <div class="bubble" data-lb-part="message-bubble">
      <div class="text" data-lb-part="message-text" dir="auto">
        {isTyped ? message.text : <RichText source={message.text} />}
      </div>
    </div>
  );
}

type FilmProps = { message: Message; source: string; caption: string };

function Film({ message, source, caption }: FilmProps) {
  const { words } = useChat();
  const player = playerOf(message.url);
  const title = plainText(caption) || words("video");
  if (player) {
    return (
      <Figure caption={caption}>
        <iframe
          class="film"
          src={player}
          title={title}
          loading="lazy"
          sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
          allow="fullscreen; picture-in-picture"
          referrerpolicy="strict-origin-when-cross-origin"
        />
      </Figure>
    );
  }
  if (message.type === "iframe") {
    const host = new URL(source).hostname;
    return <Card href={source} icon="link" title={plainText(caption) || host} note={host} />;
  }
  return (
    <Figure caption={caption}>
      {/* biome-ignore lint/a11y/useMediaCaption: subtitles are the operator's to give; the wire has none. */}
      <video class="film" src={source} controls preload="metadata" playsInline aria-label={title} />
    </Figure>
  );
}

function Sound({ source, caption }: { source: string; caption: string }) {
  const { words } = useChat();
  return (
    <Figure caption={caption}>
      {/* biome-ignore lint/a11y/useMediaCaption: the wire has no transcript of a sound. */}
      <audio
        src={source}
        controls
        preload="metadata"
        aria-label={plainText(caption) || words("audio")}
      />
    </Figure>
  );
}

function Place({ message }: { message: Message }) {
  const { words } = useChat();
  const { latitude, longitude = 0, text } = message;
  const address = message.address || text;
  const href =
    latitude === undefined
      ? `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`
      : `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`;
  return (
    <Card
      href={href}
      icon="pin"
      title={address || `${latitude}, ${longitude}`}
      note={words("map")}
    />
  );
}

type CardProps = { href: string; icon: IconName; title: string; note: string; download?: boolean };

function Card({ href, icon, title, note, download }: CardProps) {
  return (
    <a
      class="card"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      // An empty name lets the file keep its own; `true` would call it "true".
      download={download && ""}
      data-lb-part={download ? "media-download" : "media"}
    >
      <span class="card-icon">
        <Icon name={icon} />
      </span>
      <span class="card-words">
        <span dir="auto">{title}</span>
        <small>{note}</small>
      </span>
    </a>
  );
}

function fileName(source: string): string {
  const last = new URL(source).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
