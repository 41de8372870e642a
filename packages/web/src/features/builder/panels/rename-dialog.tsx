import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { renameBlock } from "../model/edit-blocks.ts";
import { useBuilder, useFlow } from "../use-builder.ts";

/** Asks for a block's own name. */
export function RenameDialog({
  block,
  onClose,
}: {
  readonly block: string;
  readonly onClose: () => void;
}) {
  const builder = useBuilder();
  const former = useFlow().blocks[block]?.name ?? "";
  const [name, setName] = useState(former);
  const rename = () => {
    builder.edit(t("Rename"), (flow) => renameBlock(flow, block, name.trim()));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={t("Rename the block")}
      actions={
        <Button look="primary" onClick={rename}>
          {t("Rename")}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename();
        }}
      >
        <TextField
          label={t("Name")}
          hint={t("Empty: the name of its kind.")}
          value={name}
          maxLength={200}
          dir="auto"
          autoFocus
          onChange={({ target }) => setName(target.value)}
        />
      </form>
    </Dialog>
  );
}
