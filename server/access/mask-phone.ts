/** 138****1234: enough to recognise a number that one knows, not enough to call it. */
export function maskPhone(phone: string): string {
  const digits = [...phone];
  if (digits.length < 7) return '*'.repeat(digits.length);
  return `${digits.slice(0, 3).join('')}${'*'.repeat(digits.length - 7)}${digits.slice(-4).join('')}`;
}
