/** The database cannot search texts. */
export class MissingExtension extends Error {
  constructor({ message }: Error) {
    super(
      `its extension pg_trgm cannot be created (${message}): install the contributed extensions of PostgreSQL on the server ` +
        '(Debian: postgresql-contrib), then run CREATE EXTENSION pg_trgm in this database as its owner or as a superuser',
    );
  }
}
