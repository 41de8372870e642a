import type { Token } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Failed } from "../../../ui/failed.tsx";
import { EmptyState, Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import { RevokeToken } from "./revoke-token.tsx";
import { tokensQuery } from "./token-queries.ts";
import { TokenTable } from "./token-table.tsx";

/** Keys to the API: which there are, a new one, and away with one. */
export function TokensSection() {
  const [isNew, setNew] = useState(false);
  const [leaving, setLeaving] = useState<Token | null>(null);
  const add = () => setNew(true);
  return (
    <>
      <div className="tools-head">
        <h2>{t("API tokens")}</h2>
        <Button look="primary" icon={<Plus />} onClick={add}>
          {t("New token")}
        </Button>
      </div>
      <TokenList onAdd={add} onRevoke={setLeaving} />
      {isNew && <NewTokenDialog onClose={() => setNew(false)} />}
      {leaving && <RevokeToken token={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function TokenList(props: {
  readonly onAdd: () => void;
  readonly onRevoke: (token: Token) => void;
}) {
  const { data, error, refetch } = useQuery(tokensQuery(useApi()));
  if (error) return <Failed error={error} what={t("The tokens")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.length > 0) return <TokenTable tokens={data} onRevoke={props.onRevoke} />;
  return (
    <EmptyState
      icon={<KeyRound />}
      title={t("Keys for services that call the API")}
      why={t(
        "There is no token yet. A service of yours needs one to set fields, send messages or send Go.",
      )}
      action={
        <Button icon={<Plus />} onClick={props.onAdd}>
          {t("New token")}
        </Button>
      }
    />
  );
}
