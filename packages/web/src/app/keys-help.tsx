import { Dialog } from "../ui/dialog.tsx";
import { t } from "../ui/words.ts";
import { modifierSign } from "./keys.ts";
import { listPlaces } from "./places.tsx";
import "./keys-help.css";

interface Key {
  readonly keys: readonly string[];
  readonly does: string;
}

/** Which keys do what everywhere. The builder answers `?` by itself, with its own. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const mod = modifierSign();
  const anywhere: readonly Key[] = [
    { keys: [`${mod}K`], does: t("Search and commands") },
    { keys: ["?"], does: t("Keyboard shortcuts") },
    { keys: ["Esc"], does: t("Close what is open") },
  ];
  const going = listPlaces().map(({ key, label }) => ({
    keys: ["G", key.toUpperCase()],
    does: label,
  }));
  return (
    <Dialog isOpen onClose={onClose} title={t("Keyboard shortcuts")}>
      <Group title={t("Anywhere")} keys={anywhere} />
      <Group title={t("Go to")} keys={going} />
    </Dialog>
  );
}

function Group({ title, keys }: { readonly title: string; readonly keys: readonly Key[] }) {
  return (
    <section>
      <h3 className="keys-title">{title}</h3>
      <dl className="keys">
        {keys.map(({ keys: strokes, does }) => (
          <div key={does} className="keys-one">
            <dt>{does}</dt>
            <dd>
              {strokes.map((stroke) => (
                <kbd key={stroke} className="keys-key">
                  {stroke}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
