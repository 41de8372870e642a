import { useRef, useState } from "preact/hooks";
import { useChat } from "./chat-context.ts";
import { Figure } from "./figure.tsx";
import { Icon } from "./icon.tsx";

/** A picture that opens large. */
export function ImageMedia({ source, caption }: { source: string; caption: string }) {
  const { words } = useChat();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setOpen(true);
    dialog.current?.showModal();
  };
  return (
    <Figure caption={caption}>
      <button
        type="button"
        class="picture"
        aria-label={caption || words("open_image")}
        onClick={open}
      >
        <img src={source} alt={caption} loading="lazy" />
      </button>
      <dialog
        ref={dialog}
        class="lightbox"
        aria-label={caption || words("open_image")}
        onClick={() => dialog.current?.close()}
        onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
        onClose={() => setOpen(false)}
      >
        <button type="button" class="icon-button lightbox-close" aria-label={words("close")}>
          <Icon name="close" size={22} />
        </button>
        {isOpen && <img src={source} alt={caption} />}
      </dialog>
    </Figure>
  );
}
