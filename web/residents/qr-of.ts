/** A picture of a text as a QR code that still reads with a quarter of it scratched; the library is loaded when it is needed. */
export async function qrOf(text: string): Promise<string> {
  const { default: qr } = await import('qrcode');
  const svg = await qr.toString(text, { type: 'svg', errorCorrectionLevel: 'Q', margin: 0 });
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
