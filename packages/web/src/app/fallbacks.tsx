import type { ErrorComponentProps } from "@tanstack/react-router";
import { ApiError } from "../data/api.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState, ErrorState } from "../ui/states.tsx";
import { t } from "../ui/words.ts";

/** A screen that could not be drawn. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const isOffline = error instanceof ApiError && error.status === 0;
  return (
    <ErrorState
      title={isOffline ? t("The server cannot be reached") : t("This screen could not be shown")}
      why={
        isOffline ? t("Nothing was lost. Check the connection, then try again.") : wordsOf(error)
      }
      id={error instanceof ApiError ? error.requestId : null}
      onRetry={reset}
    />
  );
}

/** An address that leads nowhere. */
export function Nowhere() {
  return (
    <Page crumbs={[{ label: t("Not found") }]}>
      <EmptyState
        title={t("There is nothing at this address")}
        why={t("It may have been deleted, or it belongs to another workspace.")}
        action={<LinkButton to="/bots">{t("Go to bots")}</LinkButton>}
      />
    </Page>
  );
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
