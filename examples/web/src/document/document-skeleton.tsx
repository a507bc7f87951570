/** A placeholder of the same size as the document. */
export function DocumentSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="cards">
        <article className="skeleton-card" />
        <article className="skeleton-card" />
      </div>
      <article className="skeleton-card" />
    </div>
  );
}
