import { useRef, useState } from "preact/hooks";
import { plainText } from "../text/markdown.ts";
import { useChat } from "./chat-context.ts";
import { Figure } from "./figure.tsx";
import { Icon } from "./icon.tsx";

/** A drawing that says no size of its own would be drawn as small as is allowed: it gets the one that browsers assume. */
function giveRoom({ currentTarget: it }: { currentTarget: HTMLImageElement }) {
  if (it.height < 49 && it.width < it.naturalWidth) it.width = it.naturalWidth;
}

/** A picture that opens large. */
export function ImageMedia({ source, caption }: { source: string; caption: string }) {
  const { words } = useChat();
  const alt = plainText(caption);
  const label = alt || words("open_image");
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setOpen(true);
    dialog.current?.showModal();
  };
  return (
    <Figure caption={caption}>
      <button type="button" class="picture" aria-label={label} onClick={open}>
        <img src={source} alt={alt} loading="lazy" onLoad={giveRoom} />
      </button>
      <dialog
        ref={dialog}
        class="lightbox"
        aria-label={label}
        onClick={() => dialog.current?.close()}
        onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
        onClose={() => setOpen(false)}
      >
        <button type="button" class="icon-button lightbox-close" aria-label={words("close_image")}>
          <Icon name="close" size={22} />
        </button>
        {isOpen && <img src={source} alt={alt} />}
      </dialog>
    </Figure>
  );
}
