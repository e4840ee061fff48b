/** A decoded picture: red, green, blue and opacity, eight bits each, row by row from the top. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Lays a picture onto white paper, in place: JPEG knows no transparency and would show black. */
export function layOnWhite(picture: Picture): Picture {
  const { data } = picture;
  for (let at = 0; at < data.length; at += 4) {
    const opacity = data[at + 3] ?? 255;
    if (opacity === 255) continue;
    for (let channel = at; channel < at + 3; channel++) {
      data[channel] = Math.round(((data[channel] ?? 0) * opacity + 255 * (255 - opacity)) / 255);
    }
    data[at + 3] = 255;
  }
  return picture;
}
