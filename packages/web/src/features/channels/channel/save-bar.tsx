import { errorsOf } from "../../../data/errors-of.ts";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import type { ChannelForm } from "./use-channel-form.ts";

/** Save and discard, as long as there is something to save. */
export function SaveBar({ form }: { readonly form: ChannelForm }) {
  if (!form.isChanged) return null;
  return (
    <div className="form-end channel-save">
      <Button look="primary" type="submit" isBusy={form.isSaving}>
        {t("Save changes")}
      </Button>
      <Button look="quiet" onClick={form.discard}>
        {t("Discard")}
      </Button>
      {form.error && (
        <p className="field-error" role="alert">
          {t("Not saved: {why}", { why: whyOf(form.error) })}
        </p>
      )}
    </div>
  );
}

/** The first thing that is wrong: its field may be on another tab. */
const whyOf = (error: Error): string =>
  Object.values(errorsOf(error)).find((words) => words !== undefined) ?? error.message;
