import { comes, flowOf, given, message, replies } from "@parley/testkit";
import { test } from "vitest";

const written = (language: string) =>
  flowOf(
    {
      date: {
        kind: "formula",
        params: { formula: 'FormatDate("2026-05-04", "EEEE d MMMM")', field: "day" },
        next: { success: "say" },
      },
      say: message("@day"),
    },
    { language },
  );

test.each([
  ["es", "lunes 4 mayo"],
  ["de-AT", "Montag 4 Mai"],
  ["en", "Monday 4 May"],
  ["none such", "Monday 4 May"],
])("a bot in %s names days and months so, also where one watches it", (language, said) => {
  given(written(language)).when(comes()).then(replies(said));
});
