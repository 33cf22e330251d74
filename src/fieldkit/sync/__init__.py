"""Changes travelling between a device and the centre."""
