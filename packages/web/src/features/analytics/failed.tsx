import { ApiError } from "../../data/api.ts";
import { ErrorState } from "../../ui/states.tsx";
import { t } from "../../ui/words.ts";

export interface FailedProps {
  readonly error: Error;
  readonly title: string;
  readonly onRetry: () => void;
}

/** Something that could not be read: what, why, and what to do. */
export function Failed({ error, title, onRetry }: FailedProps) {
  const told = error instanceof ApiError ? error : null;
  const mayRetry = told?.status !== 403 && told?.status !== 404;
  return (
    <ErrorState
      title={title}
      why={whyOf(told?.status ?? null, error.message)}
      id={told?.requestId ?? null}
      {...(mayRetry && { onRetry })}
    />
  );
}

function whyOf(status: number | null, message: string): string {
  if (status === 0) return t("Counting goes on meanwhile. Check the connection, then try again.");
  if (status === 403)
    return t("Your role does not include this. An owner of the workspace can change it.");
  if (status === 404) return t("It may have been deleted, or it belongs to another workspace.");
  return message;
}
