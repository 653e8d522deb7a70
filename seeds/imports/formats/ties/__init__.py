"""Dated ties between named bodies, with tables of aliases."""
