import { Download } from "lucide-react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { t } from "../../../ui/words.ts";
import { exportPath, type InsightsScope } from "../insights-queries.ts";
import { dayOf } from "../model/range.ts";

export interface ExportMenuProps {
  readonly scope: InsightsScope;
  /** The bot's. */
  readonly name: string;
}

type Table = "series" | "blocks";

/** What is shown, to take along as a table. */
export function ExportMenu({ scope, name }: ExportMenuProps) {
  const api = useApi();
  const { tell } = useNotices();
  const take = async (table: Table) => {
    try {
      const answer = await api.open(exportPath(scope, table), new AbortController().signal);
      save(await answer.blob(), `${name || scope.botId} ${table} ${dayOf(Date.now() / 1000)}.csv`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      tell({ text: t("The table could not be read: {why}", { why }), meaning: "fail" });
    }
  };
  return (
    <Menu
      trigger={<Button icon={<Download />}>{t("Export")}</Button>}
      items={[
        { label: t("Over time (CSV)"), onSelect: () => void take("series") },
        { label: t("Blocks (CSV)"), onSelect: () => void take("blocks") },
      ]}
    />
  );
}

/** Gives a file to the browser, which asks its user where to. */
function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
