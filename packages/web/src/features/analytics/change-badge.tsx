import { ArrowDownRight, ArrowUpRight } from "lucide-react";
import { t } from "../../ui/words.ts";
import type { Change } from "./model/change.ts";
import { percent } from "./model/write-figure.ts";
import "./change-badge.css";

/** How a figure stands beside the one before it. More is not always better: it has no meaning's colour. */
export function ChangeBadge({ change, than }: { readonly change: Change; readonly than: string }) {
  if (change.kind === "none") return null;
  if (change.kind === "same") return <span className="change-badge">{t("as before")}</span>;
  if (change.kind === "new") return <span className="change-badge">{t("none before")}</span>;
  const Icon = change.kind === "up" ? ArrowUpRight : ArrowDownRight;
  const share = change.share >= 9.995 ? `×${Math.round(change.share + 1)}` : percent(change.share);
  const words =
    change.kind === "up"
      ? t("{share} more than {than}", { share, than })
      : t("{share} less than {than}", { share, than });
  return (
    <span className="change-badge" title={words}>
      <Icon aria-hidden="true" />
      <span aria-hidden="true">{share}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
