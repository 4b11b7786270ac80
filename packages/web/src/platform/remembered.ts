// Small choices of this device, such as whether the camera opens by itself. Nothing of anybody's.
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A private window: the choice lasts as long as the page.
  }
}
