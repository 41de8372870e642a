import type { Token } from "@parley/contract";
import { Trash2 } from "lucide-react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { spokenLocale, t } from "../../../ui/words.ts";
import { allScopes, presetOf } from "./token-scopes.ts";
import "../../../ui/list.css";
import "./tokens.css";

export interface TokenTableProps {
  readonly tokens: readonly Token[];
  readonly onRevoke: (token: Token) => void;
}

/** Keys as rows. */
export function TokenTable({ tokens, onRevoke }: TokenTableProps) {
  return (
    <table className="list">
      <thead>
        <tr>
          <th>{t("Name")}</th>
          <th className="tools-wide">{t("Begins with")}</th>
          <th className="tools-wide">{t("Scopes")}</th>
          <th>{t("Last used")}</th>
          <th className="tools-wide">{t("Expires")}</th>
          <th>
            <span className="visually-hidden">{t("Actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <td className="list-main" title={token.name}>
              <bdi>{token.name}</bdi>
            </td>
            <td className="list-soft tools-wide mono">{token.prefix}…</td>
            <td className="list-soft tools-wide" title={token.scopes.join(", ")}>
              {scopesInWords(token.scopes)}
            </td>
            <td className="list-soft">
              {token.last_used_at === null ? t("Never") : <TimeAgo seconds={token.last_used_at} />}
            </td>
            <td className="list-soft tools-wide">
              <Expiry seconds={token.expires_at} />
            </td>
            <td>
              <IconButton
                size="small"
                icon={<Trash2 />}
                label={t("Revoke {name}", { name: token.name })}
                onClick={() => onRevoke(token)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function scopesInWords(scopes: readonly string[]): string {
  if (allScopes.every((scope) => scopes.includes(scope))) return t("Everything, and make tokens");
  if (presetOf(scopes) === "all") return t("Everything but tokens and the audit log");
  if (scopes.length <= 2) return scopes.join(", ");
  return t("{count, plural, one {# scope} other {# scopes}}", { count: scopes.length });
}

function Expiry({ seconds }: { readonly seconds: number | null }) {
  if (seconds === null) return t("Never");
  const moment = new Date(seconds * 1000);
  const day = moment.toLocaleDateString(spokenLocale(), { dateStyle: "medium" });
  if (moment.getTime() > Date.now()) return day;
  return <span className="token-over">{t("Expired {day}", { day })}</span>;
}
