"""What the labellers' training scripts share: gold, the crate's features, trees, cross-fitting, figures."""
