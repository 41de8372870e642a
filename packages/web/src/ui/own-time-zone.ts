/** The zone of the reader's clock: *Europe/Lisbon*. */
export function ownTimeZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  // So a browser calls the clock of a machine that was told no zone; nobody else knows that name.
  return timeZone === "Etc/Unknown" ? "UTC" : timeZone;
}
