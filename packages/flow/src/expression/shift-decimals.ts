/**
 * Applies a rounding to the digit `decimals` places behind the point. The point is moved in decimal
 * notation, not by multiplication, so that 1.005 is not taken for 1.00499999.
 */
export function shiftDecimals(
  number: number,
  decimals: number,
  rounding: (number: number) => number,
): number {
  const places = Math.max(-300, Math.min(300, decimals));
  return movePoint(rounding(movePoint(number, places)), -places);
}

function movePoint(number: number, places: number): number {
  const [digits = "0", exponent = "0"] = String(number).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}
