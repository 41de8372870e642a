import { useState } from "react";
import { t } from "../words.ts";
import "./json-tree.css";

export type JsonSteps = readonly (string | number)[];

export interface JsonTreeProps {
  readonly value: unknown;
  /** Makes every value a button; without it the tree is only read. */
  readonly onPick?: (steps: JsonSteps, value: unknown) => void;
  /** What a pick does: the beginning of each button's name. */
  readonly pickLabel?: string;
}

/** Pretty JSON whose objects and lists fold. */
export function JsonTree(props: JsonTreeProps) {
  return (
    <div className="json-tree">
      <Node {...props} steps={[]} isOpen />
    </div>
  );
}

type NodeProps = JsonTreeProps & { readonly steps: JsonSteps; readonly isOpen: boolean };

function Node(props: NodeProps) {
  const { value, steps, isOpen } = props;
  if (typeof value !== "object" || value === null) return <Leaf {...props} />;
  const items: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  if (items.length === 0) return <Leaf {...props} />;
  return (
    <details open={isOpen}>
      <summary>
        <Key steps={steps} />
        <Size {...props} count={items.length} />
      </summary>
      <Items {...props} items={items} />
    </details>
  );
}

const mostShown = 100;

function Items({
  items,
  ...props
}: NodeProps & { readonly items: readonly (readonly [string | number, unknown])[] }) {
  const [shown, setShown] = useState(mostShown);
  return (
    <ul className="json-tree-items">
      {items.slice(0, shown).map(([key, value]) => (
        <li key={key}>
          <Node
            {...props}
            value={value}
            steps={[...props.steps, key]}
            isOpen={props.steps.length < 2 && items.length <= mostOpen}
          />
        </li>
      ))}
      {items.length > shown && (
        <li>
          <button
            type="button"
            className="json-tree-pick"
            onClick={() => setShown(shown + mostShown)}
          >
            {t("Show more")}
          </button>
        </li>
      )}
    </ul>
  );
}

const mostOpen = 20;

function Key({ steps }: { readonly steps: JsonSteps }) {
  const key = steps.at(-1);
  if (key === undefined) return null;
  return <span className="json-tree-key">{`${key}: `}</span>;
}

function Size({ count, ...props }: NodeProps & { readonly count: number }) {
  const size = Array.isArray(props.value) ? `[${count}]` : `{${count}}`;
  return <Pick {...props} text={size} look="size" />;
}

function Leaf(props: NodeProps) {
  const { value, steps } = props;
  return (
    <div className="json-tree-leaf">
      <Key steps={steps} />
      <Pick {...props} text={JSON.stringify(value) ?? "null"} look={lookOf(value)} />
    </div>
  );
}

function lookOf(value: unknown): string {
  if (value === null) return "null";
  return typeof value;
}

function Pick(props: NodeProps & { readonly text: string; readonly look: string }) {
  const { text, look, value, steps, onPick, pickLabel = "" } = props;
  const name = `json-tree-value json-tree-${look}`;
  if (!onPick) return <span className={name}>{text}</span>;
  return (
    <button
      type="button"
      className={`json-tree-pick ${name}`}
      aria-label={`${pickLabel} ${steps.join(".")} ${text.slice(0, 60)}`.trim()}
      onClick={(event) => {
        event.preventDefault();
        onPick(steps, value);
      }}
    >
      {text}
    </button>
  );
}
