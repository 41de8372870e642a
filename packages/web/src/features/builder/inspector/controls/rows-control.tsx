import type { ParamNode } from "@parley/flow";
import { ChevronDown, GripVertical, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../../ui/button.tsx";
import { IconButton } from "../../../../ui/icon-button.tsx";
import { t } from "../../../../ui/words.ts";
import { type ControlProps, useInspector } from "../inspector-context.ts";
import { formWord } from "../model/form-words.ts";
import { listIn, valueIn, withValue } from "../model/params.ts";
import { problemsWithin } from "../model/problems-at.ts";
import { moveRow, newRow, withRow } from "../model/rows.ts";
import { ParamField } from "./param-field.tsx";
import { type RowOrder, useRowOrder } from "./use-row-order.ts";
import "./rows-control.css";

/** A list of rows: add, change, remove, and reorder by dragging or with the arrow keys. */
export function RowsControl(props: ControlProps) {
  const { node, value, onChange } = props;
  const { isReadOnly } = useInspector();
  const rows = listIn(value ?? node.defaultValue);
  const order = useRowOrder(rows.length, (from, to) => onChange(moveRow(rows, from, to)));
  const { item } = node;
  if (!item) return null;
  const change = (index: number, row: unknown) => {
    if (row === undefined) order.onRemoved(index);
    onChange(withRow(rows, index, row));
  };
  const add = () =>
    onChange([...rows, newRow(item, rows, (number) => t("Option {number}", { number }))]);
  return (
    <ParamField {...props} isGroup>
      {() => (
        <>
          <ol className="rows" data-rows="" aria-label={formWord(node.label)}>
            {rows.map((row, index) => (
              <Row
                {...props}
                key={order.keys[index]}
                item={item}
                value={row}
                index={index}
                count={rows.length}
                order={order}
                onChange={(after) => change(index, after)}
              />
            ))}
          </ol>
          {!isReadOnly && rows.length < (node.limits.most ?? Number.POSITIVE_INFINITY) && (
            <Button className="rows-add" look="quiet" size="small" icon={<Plus />} onClick={add}>
              {formWord(node.row)}
            </Button>
          )}
        </>
      )}
    </ParamField>
  );
}

interface RowProps extends ControlProps {
  readonly item: ParamNode;
  readonly index: number;
  readonly count: number;
  readonly order: RowOrder;
}

function Row({ item, value, index, count, order, path, onChange }: RowProps) {
  const { isReadOnly, problems, block } = useInspector();
  const [isOpen, setOpen] = useState(false);
  const main = item.fields.filter(({ section }) => section === "main");
  const more = item.fields.filter(({ section }) => section !== "main");
  const rowPath = [...path, index];
  const isFaulty = more.some(
    ({ name }) => problemsWithin(problems, block, [...rowPath, name]).length > 0,
  );
  const isUsed = more.some(
    ({ name, control }) => control !== "id" && valueIn(value, name) !== undefined,
  );
  const shows = isOpen || isFaulty;
  return (
    <li className={nameOf(order, index)} data-row="">
      {!isReadOnly && count > 1 && <Handle index={index} count={count} order={order} />}
      <div className={`rows-fields rows-fields-${layoutOf(main)}`}>
        <RowFields fields={main} value={value} path={rowPath} onChange={onChange} hidesLabel />
      </div>
      <div className="rows-actions">
        {more.length > 0 && (
          <IconButton
            size="small"
            className={isUsed ? "rows-more rows-used" : "rows-more"}
            label={shows ? t("Fewer settings") : t("More settings")}
            icon={<ChevronDown />}
            aria-expanded={shows}
            onClick={() => setOpen(!shows)}
          />
        )}
        {!isReadOnly && (
          <IconButton
            size="small"
            label={t("Remove row {number}", { number: index + 1 })}
            icon={<Trash2 />}
            onClick={() => onChange(undefined)}
          />
        )}
      </div>
      {shows && (
        <div className="rows-details">
          <RowFields fields={more} value={value} path={rowPath} onChange={onChange} />
        </div>
      )}
    </li>
  );
}

function Handle({ index, count, order }: Pick<RowProps, "index" | "count" | "order">) {
  return (
    <button
      type="button"
      className="rows-handle"
      aria-label={t("Move row {number} of {count}: arrow keys, or drag", {
        number: index + 1,
        count,
      })}
      {...order.handle(index)}
    >
      <GripVertical aria-hidden />
    </button>
  );
}

interface RowFieldsProps extends Omit<ControlProps, "node"> {
  readonly fields: readonly ParamNode[];
}

function RowFields({ fields, value, path, onChange, hidesLabel = false }: RowFieldsProps) {
  const { Param } = useInspector();
  return fields.map((field) => (
    <Param
      key={field.name}
      node={field}
      path={[...path, field.name]}
      value={valueIn(value, field.name)}
      onChange={(after) => onChange(withValue(value, field.name, after))}
      hidesLabel={hidesLabel}
    />
  ));
}

/** Two short fields stand side by side; a value needs the whole width. */
function layoutOf(fields: readonly ParamNode[]): string {
  const controls = fields.map(({ control }) => control);
  if (fields.length !== 2 || controls.includes("value")) return "stacked";
  return controls.includes("percent") ? "share" : "pair";
}

function nameOf({ drag }: RowOrder, index: number): string {
  if (drag === null || drag.from === drag.to) return "rows-row";
  if (drag.from === index) return "rows-row rows-dragged";
  if (drag.to !== index) return "rows-row";
  return drag.to > drag.from ? "rows-row rows-drop-below" : "rows-row rows-drop-above";
}
