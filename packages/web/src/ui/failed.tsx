import { ErrorState } from "./states.tsx";
import { t } from "./words.ts";

export interface FailedProps {
  /** What was thrown; of refused calls with their status and the id of the request. */
  readonly error: Error & { readonly status?: number; readonly requestId?: string | null };
  /** What could not be shown, as the subject of a sentence: *The hooks*. */
  readonly what: string;
  readonly onRetry?: () => void;
}

/** Something that could not be read: what, why in the server's words, and what to do. */
export function Failed({ error, what, onRetry }: FailedProps) {
  return (
    <ErrorState
      title={t("{what} cannot be shown", { what })}
      why={whyOf(error)}
      id={error.requestId ?? null}
      {...(onRetry && error.status !== 403 && error.status !== 404 && { onRetry })}
    />
  );
}

function whyOf({ status, message }: FailedProps["error"]): string {
  if (status === 0) return t("Nothing was lost. Check the connection, then try again.");
  if (status === 403)
    return t("Your role does not include this. An owner of the workspace can change it.");
  if (status === 404) return t("It may have been deleted, or it belongs to another workspace.");
  return message;
}
