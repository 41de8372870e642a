import { playerOf, safeHref, safeSource } from "../text/link-policy.ts";
import type { Message } from "../wire/message.ts";
import { useChat } from "./chat-context.ts";
import { Icon } from "./icon.tsx";
import { ImageMedia } from "./image-media.tsx";
import { RichText } from "./rich-text.tsx";

/** What one message says or shows. */
export function MessageBody({ message }: { message: Message }) {
  const { origin } = useChat();
  const source = safeSource(message.url, origin);
  const caption =
    message.caption ?? (hasMedia(message) && message.url !== message.text ? message.text : "");
  switch (message.type) {
    case "image":
      return source ? (
        <ImageMedia source={source} caption={caption} />
      ) : (
        <Bubble message={message} />
      );
    case "video":
    case "iframe":
      return <Film message={message} source={source} caption={caption} />;
    case "audio":
      return source ? <Sound source={source} caption={caption} /> : <Bubble message={message} />;
    case "document":
      return source ? <FileLink source={source} name={caption} /> : <Bubble message={message} />;
    case "location":
      return <Place message={message} />;
    case "text":
    case "button":
    case "dialog":
    case "event":
      return message.text ? <Bubble message={message} /> : null;
  }
}

function hasMedia({ type }: Message): boolean {
  return type !== "text" && type !== "button" && type !== "dialog";
}

function Bubble({ message }: { message: Message }) {
  return (
    <div class="bubble" data-lb-part="message-bubble">
      <div class="text" data-lb-part="message-text" dir="auto">
        {message.author === "customer" ? message.text : <RichText source={message.text} />}
      </div>
    </div>
  );
}

type MediaProps = { source: string; caption: string };

function Film({
  message,
  source,
  caption,
}: {
  message: Message;
  source: string | null;
  caption: string;
}) {
  const { words } = useChat();
  const player = playerOf(message.url);
  if (player) {
    return (
      <figure class="media" data-lb-part="media">
        <iframe
          class="film"
          src={player}
          title={caption || words("video")}
          loading="lazy"
          sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
          allow="fullscreen; picture-in-picture"
          referrerpolicy="strict-origin-when-cross-origin"
        />
        <Caption text={caption} />
      </figure>
    );
  }
  if (!source) return <Bubble message={message} />;
  if (message.type === "iframe") return <LinkCard source={source} caption={caption} />;
  return (
    <figure class="media" data-lb-part="media">
      {/* biome-ignore lint/a11y/useMediaCaption: subtitles are the operator's to give; the wire has none. */}
      <video
        class="film"
        src={source}
        controls
        preload="metadata"
        playsInline
        aria-label={caption || words("video")}
      />
      <Caption text={caption} />
    </figure>
  );
}

function Sound({ source, caption }: MediaProps) {
  const { words } = useChat();
  return (
    <figure class="media media-sound" data-lb-part="media">
      {/* biome-ignore lint/a11y/useMediaCaption: the wire has no transcript of a sound. */}
      <audio src={source} controls preload="metadata" aria-label={caption || words("audio")} />
      <Caption text={caption} />
    </figure>
  );
}

function FileLink({ source, name }: { source: string; name: string }) {
  const { words } = useChat();
  return (
    <a
      class="card"
      href={source}
      target="_blank"
      rel="noopener noreferrer"
      download
      data-lb-part="media-download"
    >
      <span class="card-icon">
        <Icon name="file" />
      </span>
      <span class="card-words">
        <span dir="auto">{name || fileName(source) || words("document")}</span>
        <small>{words("download")}</small>
      </span>
      <Icon name="download" size={16} />
    </a>
  );
}

function LinkCard({ source, caption }: MediaProps) {
  return (
    <a class="card" href={source} target="_blank" rel="noopener noreferrer">
      <span class="card-icon">
        <Icon name="link" />
      </span>
      <span class="card-words">
        <span dir="auto">{caption || new URL(source).hostname}</span>
        <small>{new URL(source).hostname}</small>
      </span>
    </a>
  );
}

function Place({ message }: { message: Message }) {
  const { words } = useChat();
  const { latitude, longitude, address } = message;
  const position = `${latitude ?? 0},${longitude ?? 0}`;
  const href = safeHref(
    latitude === undefined
      ? `https://www.openstreetmap.org/search?query=${encodeURIComponent(address ?? message.text)}`
      : `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude ?? 0}#map=15/${position.replace(",", "/")}`,
  );
  return (
    <a class="card" href={href ?? "#"} target="_blank" rel="noopener noreferrer">
      <span class="card-icon">
        <Icon name="pin" />
      </span>
      <span class="card-words">
        <span dir="auto">{address || message.text || position}</span>
        <small>{words("map")}</small>
      </span>
    </a>
  );
}

/** The words under a picture or film. */
export function Caption({ text }: { text: string }) {
  if (!text) return null;
  return (
    <figcaption data-lb-part="media-caption" dir="auto">
      <RichText source={text} />
    </figcaption>
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
