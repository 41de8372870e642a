import { encode } from "uqr";

export interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

/** A text as a QR code: one path of squares. */
export function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { border: 3 });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path className="qr-dark" d={squares.join("")} />
    </svg>
  );
}
