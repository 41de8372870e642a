import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { saveFile } from "../../../data/save-file.ts";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import { type AuditFilters, auditSearch } from "./audit-query.ts";

/** The lines that the filters let through, as a table to take along. */
export function AuditExport({ filters }: { readonly filters: AuditFilters }) {
  const api = useApi();
  const { tell } = useNotices();
  const take = useMutation({
    mutationFn: async () => {
      const path = `/v1/audit/audit.csv?${auditSearch(filters)}`;
      return (await api.open(path, new AbortController().signal)).text();
    },
    onSuccess: (table) => saveFile("audit.csv", "text/csv", table),
    onError: ({ message: why }) =>
      tell({ text: t("The table could not be read: {why}", { why }), meaning: "fail" }),
  });
  return (
    <Button icon={<Download />} isBusy={take.isPending} onClick={() => take.mutate()}>
      {t("Export (CSV)")}
    </Button>
  );
}
