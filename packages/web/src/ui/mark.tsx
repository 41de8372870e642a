import "./mark.css";

/** The product's sign. Words stand beside it. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
      <path
        className="mark-bubble"
        d="M12 2a10 10 0 0 1 0 20H3.2a1.2 1.2 0 0 1-1.2-1.2V12A10 10 0 0 1 12 2Z"
      />
      <path className="mark-half" d="M12 6v12a6 6 0 0 0 0-12Z" />
    </svg>
  );
}
