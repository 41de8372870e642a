import pg from "pg";

type Row = { readonly [column: string]: unknown };

/** Asks the database one thing, over a connection of its own: the server may be stopped before or after. */
export async function ask(databaseUrl: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
