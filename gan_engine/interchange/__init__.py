"""Files for other programs and from them: picture recipes, clips, contact sheets, ONNX, pickled networks."""
