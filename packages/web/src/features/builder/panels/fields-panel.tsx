import { t } from "../../../ui/words.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { FieldManager } from "../inspector/fields/field-manager.tsx";
import { editFields } from "../inspector/model/edit-fields.ts";
import { useBuilder, useFlow } from "../use-builder.ts";
import "./fields-panel.css";

/** The fields of the whole flow, whether a block is selected or not. */
export function FieldsPanel() {
  const builder = useBuilder();
  const flow = useFlow();
  const { isReadOnly, reveal } = useActions();
  return (
    <div className="fields-panel">
      <FieldManager
        flow={flow}
        readOnly={isReadOnly}
        onFieldsChange={(edit) => builder.edit(t("Change a field"), (it) => editFields(it, edit))}
        onJumpTo={reveal}
      />
    </div>
  );
}
