/** Puts text on the clipboard; false where the browser withholds it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Puts a picture on the clipboard as PNG. `modules` is a square of dark and light, drawn `scale` pixels each. */
export async function copySquares(modules: ReadonlyArray<readonly boolean[]>, scale = 8): Promise<boolean> {
  try {
    const canvas = document.createElement('canvas');
    canvas.width = modules.length * scale;
    canvas.height = canvas.width;
    const pen = canvas.getContext('2d');
    if (pen === null) return false;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = '#000';
    for (const [y, row] of modules.entries()) {
      for (const [x, dark] of row.entries()) if (dark) pen.fillRect(x * scale, y * scale, scale, scale);
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) return false;
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    return true;
  } catch {
    return false;
  }
}

/** Lets the browser save a text as a file. */
export function saveText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
