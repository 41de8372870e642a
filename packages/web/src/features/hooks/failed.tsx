import { ApiError } from "../../data/api.ts";
import { ErrorState } from "../../ui/states.tsx";
import { t } from "../../ui/words.ts";

export interface FailedProps {
  readonly error: Error;
  /** What could not be shown, as the subject of a sentence: *The hooks*. */
  readonly what: string;
  readonly onRetry?: () => void;
}

/** Something that could not be read: what, why in the server's words, and what to do. */
export function Failed({ error, what, onRetry }: FailedProps) {
  const status = error instanceof ApiError ? error.status : null;
  return (
    <ErrorState
      title={t("{what} cannot be shown", { what })}
      why={whyOf(status, error.message)}
      id={error instanceof ApiError ? error.requestId : null}
      {...(onRetry && status !== 403 && { onRetry })}
    />
  );
}

function whyOf(status: number | null, message: string): string {
  if (status === 0) return t("Nothing was lost. Check the connection, then try again.");
  if (status === 403)
    return t("Your role does not include this. An owner of the workspace can change it.");
  if (status === 404) return t("It may have been deleted, or it belongs to another workspace.");
  return message;
}
