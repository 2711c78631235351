//! What is drawn at random to show who somebody is.

/// A type of 256 random bits in hex: told to its holder alone, and never shown by `Debug`.
macro_rules! drawn {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes what somebody shows.
            pub fn shown(value: &str) -> Self {
                Self(value.to_owned())
            }

            /// What to hand to its holder.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            fn draw() -> Self {
                let bits: [u8; 32] = rand::random();
                Self(bits.iter().map(|byte| format!("{byte:02x}")).collect())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "([secret])"))
            }
        }
    };
}
pub(crate) use drawn;
